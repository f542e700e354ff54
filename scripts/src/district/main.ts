import { parseArgs } from 'node:util';
import { serviceDay } from '@nuanlin/shared';
import { writeDistrict } from './write-district.ts';

/** `npm run district -- --seed 1 --dir DIR --day 2026-06-18` */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    dir: { type: 'string', default: '.cache/district' },
    day: { type: 'string', default: '2026-06-18' },
  },
});

const district = writeDistrict({ seed: Number(values.seed), day: serviceDay.parse(values.day), dir: values.dir });
const { elders, families, staff, volunteers, compounds, canteens } = district;
console.log(
  `${district.name} in ${values.dir}: ${compounds.length} compounds, ${elders.length} elders, ${new Set(families.map(({ person }) => person)).size} family members, ` +
    `${staff.length} staff and couriers, ${volunteers.length} volunteers, ${canteens.length} canteens`,
);
