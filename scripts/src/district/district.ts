import { SERVICE_ITEMS, type Fen, type Point, type ServiceDay, type ServiceItemCode } from '@nuanlin/shared';
import { describeCompound, type DistrictCompound } from './compounds.ts';
import { toPoint, centre, type Ring } from './ground/geometry.ts';
import { layGround, type Ground } from './ground/ground.ts';
import type { PlaceKey, PlaceKind } from './ground/places.ts';
import { DISHES, type DistrictDish } from './meals/dishes.ts';
import { canteens, menus, type DistrictCanteen, type DistrictMenu } from './meals/menus.ts';
import { areaTree, operatorTree, type AreaNode, type OperatorNode } from './organizations.ts';
import { castOf } from './people/cast.ts';
import { withContacts } from './people/contacts.ts';
import { deskPosts, type DistrictDesk } from './people/desk.ts';
import { Dwellings } from './people/dwellings.ts';
import { otherElders, type DistrictElder } from './people/elders.ts';
import { families, type FamilyLink } from './people/family.ts';
import { Register, type Person } from './people/person.ts';
import {
  otherCouriers,
  otherStaff,
  otherVolunteers,
  type DistrictStaff,
  type DistrictVolunteer,
} from './people/workers.ts';
import type { Random } from './random.ts';

/**
 * An invented district of an invented city with everybody in it. Things refer to each other by key (areas by division
 * code); whoever seeds a product from it gives them ids.
 */
export interface District {
  readonly name: string;
  readonly zone: 'Asia/Shanghai';
  /** The day on which ages, certificates and menus are true. */
  readonly day: ServiceDay;
  readonly centre: Point;
  readonly southWest: Point;
  readonly northEast: Point;
  readonly areas: readonly AreaNode[];
  readonly operators: readonly OperatorNode[];
  readonly compounds: readonly DistrictCompound[];
  readonly places: readonly {
    readonly key: PlaceKey;
    readonly name: string;
    readonly kind: PlaceKind;
    readonly at: Point;
  }[];
  readonly people: readonly Person[];
  readonly elders: readonly DistrictElder[];
  readonly families: readonly FamilyLink[];
  /** Provider staff and couriers. */
  readonly staff: readonly DistrictStaff[];
  readonly volunteers: readonly DistrictVolunteer[];
  readonly desk: readonly DistrictDesk[];
  readonly canteens: readonly DistrictCanteen[];
  readonly dishes: readonly DistrictDish[];
  readonly menus: readonly DistrictMenu[];
  /** What each company asks for its items; dishes carry their own price. */
  readonly prices: readonly { readonly operator: string; readonly item: ServiceItemCode; readonly priceFen: Fen }[];
}

/** How many people live and work there; the fixed cast is among them. */
export interface Counts {
  readonly elders: number;
  readonly families: number;
  readonly couriers: number;
  readonly volunteers: number;
}
const DEMO: Counts = { elders: 400, families: 300, couriers: 15, volunteers: 120 };

/** Makes the ground and everybody on it. The same random stream and day give the same district, to the last digit. */
export function makeDistrict(
  day: ServiceDay,
  random: Random,
  counts: Counts = DEMO,
): { ground: Ground; district: District } {
  const ground = layGround(random.fork('ground'));
  const areas = areaTree();
  const compounds = ground.compounds.map((compound) => describeCompound(compound, ground, areas));
  const register = new Register(day, random.fork('people'));
  const dwellings = new Dwellings(compounds, random.fork('dwellings'));

  const cast = castOf(dwellings, register);
  const elders = [...cast.elders, ...otherElders(counts.elders - cast.elders.length, dwellings, register)];
  const castKin = new Set(cast.families.map(({ elder }) => elder));
  const links = [
    ...cast.families,
    ...families(
      elders.filter(({ key }) => !castKin.has(key)),
      counts.families - cast.families.length,
      register,
    ),
  ];
  const castCouriers = cast.staff.filter(({ kind }) => kind === 'courier');
  const staff = [
    ...cast.staff,
    ...otherStaff(register),
    ...otherCouriers(counts.couriers - castCouriers.length, register),
  ];
  const volunteers = [
    ...cast.volunteers,
    ...otherVolunteers(counts.volunteers - cast.volunteers.length, elders, register),
  ];
  const desk = deskPosts(register);

  const placeAt = new Map(ground.places.map(({ key, outline }) => [key, toPoint(centre(outline))]));
  const at = (place: PlaceKey): Point => {
    const point = placeAt.get(place);
    if (point === undefined) throw new RangeError(`no place ${place}`);
    return point;
  };
  const operators = operatorTree();
  const { southWest, northEast } = extent(ground);
  return {
    ground,
    district: {
      name: '柳荫片区',
      zone: 'Asia/Shanghai',
      day,
      centre: { lon: (southWest.lon + northEast.lon) / 2, lat: (southWest.lat + northEast.lat) / 2 },
      southWest,
      northEast,
      areas,
      operators,
      compounds,
      places: ground.places.map(({ key, name, kind }) => ({ key, name, kind, at: at(key) })),
      elders: withContacts(elders, links, register),
      people: register.people,
      families: links,
      staff,
      volunteers,
      desk,
      canteens: canteens(at),
      dishes: DISHES,
      menus: menus(day, random.fork('menus')),
      prices: prices(operators),
    },
  };
}

/** The item table's prices, as every company starts with them. */
const prices = (operators: readonly OperatorNode[]): District['prices'] =>
  operators
    .filter(({ level }) => level === 'company')
    .flatMap(({ key, items }) =>
      items.flatMap((item) => {
        const { price } = SERVICE_ITEMS[item];
        return price.by === 'visit' ? [{ operator: key, item, priceFen: price.fen }] : [];
      }),
    );

function extent({ network }: Ground): { southWest: Point; northEast: Point } {
  const all: Ring = network.vecs(Array.from({ length: network.size }, (_, node) => node));
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  return {
    southWest: toPoint({ x: Math.min(...xs), y: Math.min(...ys) }),
    northEast: toPoint({ x: Math.max(...xs), y: Math.max(...ys) }),
  };
}
