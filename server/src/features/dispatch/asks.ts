import type { AreaId, DistrictId, ElderId, OperatorId, PersonId, RunId, SeenPosition } from '@nuanlin/shared';
import type { RuleKind, RuleOf } from '@nuanlin/shared';
import type { Available } from '../workers/index.ts';

export type { Available } from '../workers/index.ts';

/** Wishes that bind or draw, and what an explanation may say about the elder. */
export interface Wishes {
  readonly knows: readonly PersonId[];
  readonly blocks: readonly PersonId[];
}

/** Where something stands in both trees. */
export interface Standing {
  readonly areaPath: readonly AreaId[];
  readonly operatorPath: readonly OperatorId[];
}

export interface DistrictFacts {
  readonly id: DistrictId;
  readonly name: string;
  readonly zone: string;
  readonly areaPath: readonly AreaId[];
}

/** 服务商 as its coordinator's board names it. */
export interface ProviderFacts {
  readonly id: OperatorId;
  readonly name: string;
  readonly operatorPath: readonly OperatorId[];
  /** Of the days on its board. */
  readonly zone: string;
}

/** What dispatch asks of the features to its left; joined in compose. */
export interface Asks {
  district(districtId: DistrictId): Promise<DistrictFacts | null>;
  districtsOf(areaPath: readonly AreaId[]): Promise<readonly DistrictId[]>;
  available(district: DistrictFacts): Promise<readonly Available[]>;
  worker(workerId: PersonId): Promise<Available | null>;
  provider(operatorId: OperatorId): Promise<ProviderFacts | null>;
  staffOf(operatorId: OperatorId): Promise<readonly Available[]>;
  wishes(elderIds: readonly ElderId[]): Promise<ReadonlyMap<ElderId, Wishes>>;
  /** The latest position of runs under way. */
  positions(runIds: readonly RunId[]): Promise<ReadonlyMap<RunId, SeenPosition>>;
  /** The rule in force where something stands, looked up along the tree of its kind, nearest first. */
  rule<K extends RuleKind>(kind: K, at: Standing): Promise<RuleOf<K>>;
}
