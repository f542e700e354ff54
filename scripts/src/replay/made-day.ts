import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomFrom } from '../district/random.ts';

export interface Size {
  readonly orders: number;
  readonly couriers: number;
  readonly restaurants: number;
  /** Minutes over which orders are placed, and until which the couriers stay. */
  readonly placing: number;
  readonly until: number;
}

/** Writes a small instance in the public format, made from a seed: the public days are not ours to hand on. */
export async function writeMadeDay(
  folder: string,
  seed: number,
  { orders, couriers, restaurants, placing, until }: Size,
): Promise<void> {
  const random = randomFrom(seed);
  const somewhere = () => [random.whole(0, 2000), random.whole(0, 2000)];
  const numbered = <T>(count: number, make: (n: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => make(n + 1));

  await mkdir(folder, { recursive: true });
  const write = (file: string, header: string, rows: readonly (readonly (string | number)[])[]) =>
    writeFile(join(folder, file), [header, ...rows.map((row) => row.join('\t')), ''].join('\n'));
  await write(
    'instance_parameters.txt',
    'meters_per_minute\tpickup service minutes\tdropoff service minutes\ttarget click-to-door\tmaximum click-to-door\tpay per order\tguaranteed pay per hour',
    [[320, 4, 4, 40, 90, 10, 15]],
  );
  await write(
    'restaurants.txt',
    'restaurant\tx\ty',
    numbered(restaurants, (n) => [`r${n}`, ...somewhere()]),
  );
  await write(
    'couriers.txt',
    'courier\tx\ty\ton_time\toff_time',
    numbered(couriers, (n) => [`c${n}`, ...somewhere(), random.whole(0, 5), until]),
  );
  await write(
    'orders.txt',
    'order\tx\ty\tplacement_time\trestaurant\tready_time',
    numbered(orders, (n) => {
      const placed = random.whole(10, 10 + placing);
      return [`o${n}`, ...somewhere(), placed, `r${random.whole(1, restaurants)}`, placed + random.whole(2, 12)];
    }),
  );
}
