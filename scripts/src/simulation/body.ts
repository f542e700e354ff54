import { plusSeconds, toMs, type Instant, type Point, type Vehicle } from '@nuanlin/shared';
import type { Streets, Way } from './streets.ts';

/** Metres a second in the streets of an old town, lights and corners included. */
const SPEEDS: Readonly<Record<Vehicle, number>> = { foot: 1.25, bicycle: 3.2, ebike: 4.4, car: 5.5 };

/** Where somebody is: standing somewhere, or on a way through the streets. */
export class Body {
  /** Where he stands, or stood last; since when. */
  place: Point;
  since: Instant;
  private readonly streets: Streets;
  private readonly speed: number;
  private under: { readonly way: Way; readonly from: Instant; readonly to: Point; readonly arrives: Instant } | null =
    null;

  constructor(place: Point, since: Instant, vehicle: Vehicle, streets: Streets) {
    this.place = place;
    this.since = since;
    this.streets = streets;
    this.speed = SPEEDS[vehicle];
  }

  /** Sets out; returns when he will be there. */
  go(to: Point, now: Instant): Instant {
    const way = this.streets.way(this.at(now), to);
    this.under = { way, from: now, to, arrives: plusSeconds(now, way.metres / this.speed) };
    return this.under.arrives;
  }

  minutesTo(to: Point, now: Instant): number {
    return this.streets.way(this.at(now), to).metres / this.speed / 60;
  }

  /** Where he is at a moment. */
  at(now: Instant): Point {
    this.arrive(now);
    if (!this.under) return this.place;
    return this.under.way.at(((toMs(now) - toMs(this.under.from)) / 1000) * this.speed);
  }

  /** When he will be there, while he is on the way. */
  arrives(now: Instant): Instant | null {
    this.arrive(now);
    return this.under?.arrives ?? null;
  }

  private arrive(now: Instant): void {
    if (!this.under || this.under.arrives > now) return;
    this.place = this.under.to;
    this.since = this.under.arrives;
    this.under = null;
  }
}
