import type { ElderDetail, Kinship } from '@nuanlin/shared';

/** Whom to ring first: the first of the contacts, in their calling order, who is family; the relation when it is known. */
export function closest({
  contacts,
  family,
}: Pick<ElderDetail, 'contacts' | 'family'>): { name: string; phone: string; relation: Kinship | null } | null {
  const contact = (contacts ?? []).find(({ role }) => FAMILY.includes(role));
  if (!contact) return null;
  const { name, phone } = contact;
  return { name, phone, relation: family.find((member) => member.name === name)?.relation ?? null };
}

const FAMILY: readonly string[] = ['spouse', 'child', 'guardian', 'relative'];
