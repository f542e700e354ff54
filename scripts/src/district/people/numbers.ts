import type { ServiceDay, Sex } from '@nuanlin/shared';

/**
 * Division code of the invented district. No province has the number 99 (GB/T 2260), so no number made with it can be a
 * real person's or company's.
 */
export const DIVISION = '990102';

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

/** An identity number of 18 characters with the check digit of GB 11643-1999; the sequence number is odd for men. */
export function identityNumber(birthDate: ServiceDay, sex: Sex, serial: number): string {
  const sequence = 2 * (serial % 499) + (sex === 'male' ? 1 : 2);
  const body = `${DIVISION}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + (ID_CHECKS[sum % 11] ?? '');
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A 统一社会信用代码 with the check character of GB 32100-2015, for a company (91) of the invented district. */
export function creditCode(serial: number): string {
  const body = `91${DIVISION}MA00${String(serial).padStart(5, '0')}`;
  const sum = Array.from(body).reduce((total, letter, i) => total + CREDIT_ALPHABET.indexOf(letter) * (3 ** i % 31), 0);
  return body + (CREDIT_ALPHABET[(31 - (sum % 31)) % 31] ?? '');
}

/** Mobile numbers of the demo: 1990000xxxx. */
export const mobile = (serial: number): string => `1990000${String(serial).padStart(4, '0')}`;

/** Landlines of the demo; 0199 is nobody's area code. */
export const landline = (serial: number): string => `0199-555${String(serial).padStart(4, '0')}`;
