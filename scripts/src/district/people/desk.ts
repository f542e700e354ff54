import type { Role, Sex } from '@nuanlin/shared';
import { DIVISION } from './numbers.ts';
import type { Register } from './person.ts';

/** A role at a desk, over a node of the area tree (division code) or of the operator tree (key). */
export interface DistrictDesk {
  readonly person: string;
  readonly role: Exclude<Role, 'elder' | 'family' | 'guardian' | 'courier' | 'staff' | 'volunteer'>;
  readonly over: { readonly area: string } | { readonly operator: string };
  readonly title: string;
}

type Post = readonly [
  key: string,
  name: string,
  sex: Sex,
  age: number,
  role: DistrictDesk['role'],
  over: string,
  title: string,
];

const COUNTY = DIVISION;

/**
 * Everybody at a desk or stove has a fixed name, for they are few. The demo signs in as some of them; for each kind of
 * desk and stove there is another, so that the work goes on when nobody does.
 */
const POSTS: readonly Post[] = [
  ['wu_min', '吴敏', 'female', 38, 'dispatcher', COUNTY, '调度长'],
  ['deng_lei', '邓磊', 'male', 31, 'dispatcher', COUNTY, '调度员'],
  ['he_fang', '何芳', 'female', 46, 'timebank_manager', COUNTY, '时间银行管理员'],
  ['zheng_hai', '郑海', 'male', 52, 'supervisor', COUNTY, '养老服务科科长'],
  ['fang_hui', '方慧', 'female', 43, 'care_advisor', COUNTY, '养老顾问'],
  ['lin_xiao', '林晓', 'female', 34, 'coordinator', 'kangle', '机构派单员'],
  ['shen_yue', '沈悦', 'female', 37, 'coordinator', 'anxin', '机构派单员'],
  ['cao_bin', '曹斌', 'male', 41, 'coordinator', 'ruifu', '机构派单员'],
  ['tan_wei', '谭伟', 'male', 45, 'coordinator', 'mingtai', '机构派单员'],
  ['pan_tao', '潘涛', 'male', 36, 'coordinator', 'delivery', '配送站长'],
  ['sun_li', '孙丽', 'female', 47, 'canteen_staff', 'liuyin_meals', '食堂经理'],
  ['he_shifu', '何师傅', 'male', 54, 'canteen_staff', 'liuyin_canteen', '厨师长'],
  ['jiang_hong', '姜红', 'female', 49, 'canteen_staff', 'liuyin_canteen', '打餐员'],
  ['lu_ping', '陆萍', 'female', 44, 'canteen_staff', 'hedong_point', '助餐员'],
  ['ma_jun', '马军', 'male', 42, 'canteen_staff', 'qinghe_canteen', '食堂经理'],
  ['ma_xiulian', '马秀莲', 'female', 45, 'canteen_staff', 'qinghe_canteen', '厨师'],
  ['gao_yuan', '高远', 'male', 35, 'dispatcher', COUNTY, '调度员'],
  ['xu_qing', '徐晴', 'female', 29, 'coordinator', 'kangle', '机构派单员'],
];

export const deskPosts = (register: Register): DistrictDesk[] =>
  POSTS.map(([key, name, sex, age, role, over, title]) => ({
    person: register.enter({ key, name, sex, age }).key,
    role,
    over: over === COUNTY ? { area: over } : { operator: over },
    title,
  }));
