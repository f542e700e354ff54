import { text } from '../texts/text.ts';
import type { Named } from './table.ts';

interface Reading extends Named {
  readonly unit: string;
  /** The reading's smallest step. */
  readonly step: number;
  /** A value below this stops the bath. */
  readonly stopsBelow: number;
  /** A value of this or above stops the bath. */
  readonly stopsFrom: number;
}

/**
 * What is measured around a bath, with the limits at which it stops (demo defaults of the rules).
 * Temperature below 35.0 °C is hypothermia and stops too.
 */
export const READINGS = {
  systolic: { name: text('收缩压', 'Systolic pressure'), unit: 'mmHg', step: 1, stopsBelow: 90, stopsFrom: 180 },
  diastolic: { name: text('舒张压', 'Diastolic pressure'), unit: 'mmHg', step: 1, stopsBelow: 60, stopsFrom: 110 },
  pulse: { name: text('脉搏', 'Pulse'), unit: '1/min', step: 1, stopsBelow: 50, stopsFrom: 111 },
  temperature: { name: text('体温', 'Temperature'), unit: '°C', step: 0.1, stopsBelow: 35, stopsFrom: 37.3 },
  water: { name: text('水温', 'Water'), unit: '°C', step: 0.1, stopsBelow: 38, stopsFrom: 42.1 },
} as const satisfies Readonly<Record<string, Reading>>;
export type ReadingKind = keyof typeof READINGS;

/** True when the bath must stop; a reading that is missing stops it too. */
export function readingStops(kind: ReadingKind, value: number | undefined): boolean {
  const { stopsBelow, stopsFrom } = READINGS[kind];
  return value === undefined || !(value >= stopsBelow && value < stopsFrom);
}

/** The longest time in the water, in minutes. */
export const BATH_MINUTES_AT_MOST = 20;

/** A meal that ends less than this before a bath is refused at the basket, in minutes. */
export const MINUTES_FROM_MEAL_TO_BATH = 60;

/** Questions of the risk form, each with what a yes leads to. */
export const BATHING_RISKS = {
  pacemaker: { name: text('心脏起搏器', 'Pacemaker'), then: 'nurse_joins' },
  wound: { name: text('伤口或压疮', 'Wound or pressure sore'), then: 'not_today' },
  fracture: { name: text('骨折未愈', 'Unhealed fracture'), then: 'not_today' },
  fever: { name: text('发热', 'Fever'), then: 'not_today' },
} as const satisfies Readonly<Record<string, Named & { readonly then: 'nurse_joins' | 'not_today' }>>;
export type BathingRisk = keyof typeof BATHING_RISKS;
