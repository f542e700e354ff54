import type {
  AreaId,
  CertificateKind,
  DistrictId,
  ElderId,
  OperatorId,
  PersonId,
  Point,
  ServiceDay,
  Sex,
  Skill,
  TimeWindow,
  VolunteerPaper,
  WorkerKind,
} from '@nuanlin/shared';
import type { RuleKind, RuleOf } from '@nuanlin/shared';

/** A worker as the snapshot needs him: attributes, shift, what he has accepted; a place, no track. */
export interface Available {
  readonly id: PersonId;
  readonly name: string;
  readonly kind: WorkerKind;
  readonly sex: Sex;
  readonly operatorPath: readonly OperatorId[];
  readonly skills: readonly Skill[];
  readonly certificates: readonly {
    readonly kind: CertificateKind;
    readonly from: ServiceDay;
    readonly until: ServiceDay;
  }[];
  readonly papers: readonly { readonly paper: VolunteerPaper; readonly until: ServiceDay }[];
  readonly vehicle: string;
  readonly capacity: number;
  readonly shifts: readonly TimeWindow[];
  readonly online: boolean;
  /** Where he is thought to be while free: rough place, last check-out, base or chosen compound. */
  readonly place: Point | null;
  readonly busy: readonly { readonly runId: string; readonly window: TimeWindow; readonly endsAt: Point }[];
}

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

/** What dispatch asks of the features to its left; joined in compose. */
export interface Asks {
  district(districtId: DistrictId): Promise<DistrictFacts | null>;
  districtsOf(areaPath: readonly AreaId[]): Promise<readonly DistrictId[]>;
  available(district: DistrictFacts): Promise<readonly Available[]>;
  worker(workerId: PersonId): Promise<Available | null>;
  wishes(elderIds: readonly ElderId[]): Promise<ReadonlyMap<ElderId, Wishes>>;
  /** The rule in force where something stands, looked up along the tree of its kind, nearest first. */
  rule<K extends RuleKind>(kind: K, at: Standing): Promise<RuleOf<K>>;
}
