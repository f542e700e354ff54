import { ageOn, plusDays, type ServiceDay, type Sex } from '@nuanlin/shared';
import type { Random } from '../random.ts';
import { givenName, surname } from './names.ts';
import { identityNumber, mobile } from './numbers.ts';

/** One person, one record, whatever the roles. */
export interface Person {
  readonly key: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: ServiceDay;
  readonly phone: string;
  readonly identityNumber: string;
}

export interface PersonFacts {
  readonly key: string;
  readonly name: string;
  readonly sex: Sex;
  readonly age: number;
}

/** Writes people down one after another, each with a telephone and an identity number of his own. */
export class Register {
  readonly people: Person[] = [];
  readonly day: ServiceDay;
  readonly random: Random;
  private serial = 0;

  constructor(day: ServiceDay, random: Random) {
    this.day = day;
    this.random = random;
  }

  enter({ key, name, sex, age }: PersonFacts): Person {
    const birthDate = this.birthDate(age);
    const serial = this.next();
    const person = {
      key,
      name,
      sex,
      birthDate,
      phone: mobile(serial),
      identityNumber: identityNumber(birthDate, sex, serial),
    };
    this.people.push(person);
    return person;
  }

  /** A made-up name that fits, with the family's surname when there is one. */
  name(sex: Sex, age: number, family: string = surname(this.random)): string {
    return family + givenName(sex, Number(this.day.slice(0, 4)) - age, this.random);
  }

  /** A telephone number of somebody who is only somebody else's contact. */
  phone(): string {
    return mobile(this.next());
  }

  /** A birth date that makes somebody exactly so many years old on the day. */
  birthDate(age: number): ServiceDay {
    const about = plusDays(this.day, -Math.round(age * 365.2425) - this.random.whole(5, 355));
    const years = ageOn(about, this.day);
    if (years !== age) throw new RangeError(`${about} makes ${years}, not ${age}`);
    return about;
  }

  private next(): number {
    this.serial += 1;
    return this.serial;
  }
}
