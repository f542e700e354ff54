import { text, type Text } from '@nuanlin/shared';
import { under, type Ground, type PersonIds } from './ground.ts';

/** Whom the demo's sign-in page offers, in this order: the whole fixed cast. */
const ACCOUNTS: readonly (readonly [person: string, about: Text])[] = [
  ['chen_jing', text('陈国栋的女儿，住在上海', 'Daughter of Chen Guodong, lives in Shanghai')],
  ['chen_guodong', text('82 岁，独居，柳荫里 3-2-502', '82, lives alone at Liuyinli 3-2-502')],
  ['zhao_qiang', text('送餐员', 'Courier')],
  ['huang_li', text('康乐居家助浴员', 'Bather at Kangle Home Care')],
  ['zhou_meihua', text('志愿者，照顾母亲郭素琴', 'Volunteer, looks after her mother Guo Suqin')],
  ['he_shifu', text('柳荫社区食堂厨师长', 'Head cook at Liuyin Community Canteen')],
  ['lin_xiao', text('康乐居家派单员', 'Coordinator at Kangle Home Care')],
  ['wu_min', text('调度长', 'Head dispatcher')],
  ['chen_wei', text('陈国栋的儿子，住在本市', 'Son of Chen Guodong, lives in town')],
  ['sun_ming', text('孙桂英的监护人', 'Guardian of Sun Guiying')],
  ['ma_yulan', text('76 岁，清真', '76, eats halal')],
  ['wang_xiuying_84', text('84 岁，吃糊状餐', '84, eats pureed food')],
  ['qian_yong', text('送餐员', 'Courier')],
  ['li_jianjun', text('康乐居家助浴员', 'Bather at Kangle Home Care')],
  ['zhang_hong', text('康乐居家护士', 'Nurse at Kangle Home Care')],
  ['song_yiming', text('学生志愿者，17 岁', 'Student volunteer, 17')],
  ['sun_li', text('柳荫社区食堂经理', 'Manager of Liuyin Community Canteen')],
  ['ma_jun', text('清和清真食堂经理', 'Manager of Qinghe Halal Canteen')],
  ['deng_lei', text('调度员', 'Dispatcher')],
  ['he_fang', text('时间银行管理员', 'Time-bank manager')],
  ['zheng_hai', text('监管员', 'Supervisor')],
  ['fang_hui', text('养老顾问', 'Care advisor')],
  ['sun_guiying', text('85 岁，由儿子孙明监护', '85, her son Sun Ming is her guardian')],
  ['guo_suqin', text('88 岁，周美华的母亲', '88, mother of Zhou Meihua')],
  ['liu_fusheng', text('81 岁，何淑珍的老伴', '81, husband of He Shuzhen')],
  ['he_shuzhen', text('79 岁，刘福生的老伴', '79, wife of Liu Fusheng')],
  ['wang_xiuying_78', text('78 岁，与楼上的王秀英同名', '78, namesake of the Wang Xiuying upstairs')],
  ['zhao_guifen', text('71 岁，保管陈国栋家钥匙的邻居', '71, keeps Chen Guodong’s key next door')],
];

/** Who waits for a person at the demo to play him; nobody else does his part. */
export const PLAYED: ReadonlySet<string> = new Set(ACCOUNTS.map(([person]) => person));

export const seedDemoAccounts = ({ platform, product }: Ground, people: PersonIds): Promise<void> =>
  platform.transactions.run(async (session) => {
    for (const [order, [person, about]] of ACCOUNTS.entries()) {
      await product.identity.showInDemo(under(people, person), { order, about }, session);
    }
  });
