import { ROLES, type FamilyRight, type Role } from '../catalog/roles.ts';

/**
 * Who may call an endpoint. Grants of the named roles become the scope of the call: what it may read or touch is what
 * those grants cover. For family members the grant must also carry the right.
 */
export type Access =
  | { readonly who: 'anyone' }
  | { readonly who: 'signed_in' }
  | { readonly who: 'granted'; readonly roles: readonly Role[]; readonly right: FamilyRight | 'any' };

/** Signed out too: the list of these is short and audited. */
export const anyone: Access = { who: 'anyone' };

/** Any person, for what is his own. */
export const signedIn: Access = { who: 'signed_in' };

/** Holders of a grant in one of these roles. */
export const granted = (...roles: Role[]): Access => ({ who: 'granted', roles, right: 'any' });

/** The elder, the guardian, family members who hold the right, and the named roles. */
export const forElder = (right: FamilyRight, ...roles: Role[]): Access => ({
  who: 'granted',
  roles: ['elder', 'guardian', 'family', ...roles],
  right,
});

/** Those who work on the spot. */
export const WORKERS: readonly Role[] = ['courier', 'staff', 'volunteer'];

export const ALL_ROLES = Object.keys(ROLES) as readonly Role[];
