import {
  SERVICE_ITEMS,
  type CreditMinutes,
  type Fen,
  type ItemId,
  type OperatorId,
  type ServiceItem,
  type ServiceItemCode,
} from '@nuanlin/shared';

/** 服务项目 as one operator offers it: what the city's item table says, at the operator's own prices. */
export interface Item {
  readonly id: ItemId;
  /** Raised with every new price; lines keep the version they were priced under. */
  readonly version: number;
  readonly code: ServiceItemCode;
  readonly operatorId: OperatorId;
  readonly operatorPath: readonly OperatorId[];
  readonly minutes: number;
  readonly priceFen: Fen;
  readonly extraHourFen: Fen;
  /** 0: time-bank credit is not taken. */
  readonly creditMinutes: CreditMinutes;
}

/** What every operator's item of a code has in common. */
export const standardOf = ({ code }: Pick<Item, 'code'>): ServiceItem => SERVICE_ITEMS[code];
