import { asFen } from '@nuanlin/shared';
import type { FamilyLink } from '../district/people/family.ts';
import type { SeededElders } from './elders.ts';
import { inBatches, under, type Founded, type Ground, type PersonIds } from './ground.ts';

/** Elders whose families are linked at the same time. */
const AT_ONCE = 8;

/** Links families and guardians to their elders, one link of an elder after another. */
export async function seedFamilies(
  { product, district }: Ground,
  elders: SeededElders,
  people: PersonIds,
): Promise<void> {
  const families = new Map<string, FamilyLink[]>();
  for (const link of district.families) families.set(link.elder, [...(families.get(link.elder) ?? []), link]);
  for (const batch of inBatches([...families.values()], AT_ONCE)) {
    await Promise.all(
      batch.map(async (links) => {
        for (const { person, elder, kinship, role, rights } of links) {
          const member = { personId: under(people, person), relation: kinship, role };
          await product.elders.linkFamily(under(elders.ids, elder), member, rights);
        }
      }),
    );
  }
}

const PAID_IN = asFen(500_00);

/** Family members who pay have paid in 500 yuan. */
export async function seedPrepaid(
  { product, district }: Ground,
  { district: { areaPath } }: Founded,
  people: PersonIds,
): Promise<void> {
  const paying = district.families.filter(({ rights }) => rights.includes('pay')).map(({ person }) => person);
  const deposits = [...new Set(paying)].map((key) => ({
    personId: under(people, key),
    amountFen: PAID_IN,
    receipt: `demo-${key}`,
    areaPath,
  }));
  await Promise.all(inBatches(deposits).map(product.payments.openPrepaid));
}
