/** The meaning of a colour: one accent, one success, one danger; info for routes and links, warn for a promise at risk. */
export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'danger' | 'info';
