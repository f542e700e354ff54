/**
 * The one box that finds an elder: pinyin initials (cgd), name, last four digits of phone or identity number, or room
 * (3-2-502). Keys are made when the record is written.
 */
import type { Residence } from '@nuanlin/shared';

/** The first character, in ICU's pinyin order, whose reading begins with the letter. */
const FIRST_OF_LETTER: readonly (readonly [string, string])[] = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '哒'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '丌'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '呥'],
  ['s', '仨'],
  ['t', '他'],
  ['w', '屲'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '帀'],
];

/** Surnames that begin with another letter than the same character elsewhere (姓氏异读). */
const SURNAME_INITIALS: Readonly<Record<string, string>> = {
  曾: 'z',
  单: 's',
  解: 'x',
  仇: 'q',
  查: 'z',
  朴: 'p',
  翟: 'z',
  乐: 'y',
  区: 'o',
  盖: 'g',
  重: 'c',
  冼: 'x',
  秘: 'b',
  覃: 'q',
  员: 'y',
};

const byPinyin = new Intl.Collator('zh-Hans-u-co-pinyin');
const CHINESE = /\p{Script=Han}/u;

function initialOf(character: string, isSurname: boolean): string {
  const known = isSurname ? SURNAME_INITIALS[character] : undefined;
  if (known) return known;
  if (!CHINESE.test(character)) return character.toLowerCase();
  return FIRST_OF_LETTER.findLast(([, first]) => byPinyin.compare(first, character) <= 0)?.[0] ?? '';
}

/** 陈国栋 → cgd. */
export const initialsOf = (name: string): string =>
  Array.from(name, (character, place) => initialOf(character, place === 0)).join('');

/** 3-2-502; a building without units leaves the unit out. */
export const roomOf = ({ building, unit, room }: Pick<Residence, 'building' | 'unit' | 'room'>): string =>
  [building, unit, room].filter(Boolean).join('-');

const spaceless = (text: string): string => text.replaceAll(/\s/g, '').toLowerCase();

/** What an elder is found by, as beginnings of words. */
export const searchKeys = (name: string, residence: Pick<Residence, 'compound' | 'building' | 'unit' | 'room'>) => [
  spaceless(name),
  initialsOf(name),
  roomOf(residence),
  residence.room,
  spaceless(residence.compound) + roomOf(residence),
];

/** Four digits may be the end of a number, or a room; everything else is the beginning of a key. */
export const readQuery = (q: string): { beginning: string; lastFour: string | null } => {
  const beginning = spaceless(q);
  return { beginning, lastFour: /^\d{3}[\dx]$/.test(beginning) ? beginning.toUpperCase() : null };
};
