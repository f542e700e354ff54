/** A service that is there for us: brought by the environment, or started as our child. */
export interface Service {
  readonly name: string;
  /** Where it came from, for people. */
  readonly took: string;
  /** What its clients need to know, as environment variables. */
  readonly env: Readonly<Record<string, string>>;
}

/** A service somebody else runs, named by an environment variable. */
export function given(name: string, variable: string, value: string): Service {
  return { name, took: `${variable} of the environment`, env: { [variable]: value } };
}
