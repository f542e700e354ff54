import { asFen, CONSENT_KINDS, without, type ConsentKindCode } from '@nuanlin/shared';
import type { FamilyLink } from '../district/people/family.ts';
import type { SeededElders } from './elders.ts';
import { inBatches, under, type Founded, type Ground, type PersonIds } from './ground.ts';

/** The demo's guardians have a notarised agreement without an end. */
const AGREEMENT = { kind: 'agreement', until: null } as const;

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
          const link = { personId: under(people, person), relation: kinship };
          const member = role === 'family' ? { ...link, role } : { ...link, role, papers: AGREEMENT };
          await product.elders.linkFamily(under(elders.ids, elder), member, rights);
        }
      }),
    );
  }
}

/** Everybody in the demo has signed what its services need, or the guardian has. */
export async function seedConsents({ product }: Ground, elders: SeededElders): Promise<void> {
  const kinds = Object.keys(without(CONSENT_KINDS, 'worker_place')) as ConsentKindCode[];
  for (const batch of inBatches([...elders.ids.values()])) await product.elders.enterConsents(batch, kinds);
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
