#include "config.h"

#include "store/demo/demo-people.h"

#include "base/id-number.h"

/* A well mixed number. Chance is a pure function, so that a household does not depend on those before it (splitmix64's finaliser). */
static guint64
chance (guint64 seed, guint64 index, guint use)
{
  guint64 z = seed * 0x9e3779b97f4a7c15u + index * 0xd1342543de82ef95u + (use + 1) * 0xbf58476d1ce4e5b9u;

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

guint
nuan_demo_below (guint64 seed, guint64 index, guint use, guint bound)
{
  return chance (seed, index, use) % bound;
}

/* What is drawn for a household; PERSON is added for each member. */
enum { USE_SIZE, USE_UNIT, USE_STREET, USE_CAUSE, USE_SECOND_CAUSE, USE_WEALTH, USE_EXPENSE, USE_RARE, USE_PHONE, USE_CARD,
       USE_ACCIDENT, USE_PERSON = 100 };
enum { PERSON_SURNAME, PERSON_GIVEN, PERSON_LENGTH, PERSON_SECOND, PERSON_HEALTH, PERSON_SEX, N_PERSON_USES = 10 };

static const char *const surnames[] = {
  "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许",
  "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田", "董", "袁", "潘", "于", "蒋", "蔡", "余", "杜", "叶", "程", "苏", "魏", "吕", "丁", "任", "沈", "姚", "卢",
  "姜", "崔", "钟", "谭", "陆", "汪", "范", "金", "石", "廖", "贾", "夏", "韦", "付", "方", "白", "邹", "孟", "熊", "秦", "邱", "江", "尹", "薛", "闫", "段",
  "雷", "侯", "龙", "史", "陶", "黎", "贺", "顾", "毛", "郝", "龚", "邵", "万", "钱", "严", "单", "仇", "解", "查", "欧阳", "上官", "尉迟",
};

static const char *const given[] = {
  "伟", "芳", "娜", "秀", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "兰", "霞", "平", "刚", "桂", "英", "华", "建",
  "国", "文", "辉", "力", "永", "健", "世", "广", "志", "义", "兴", "良", "海", "山", "仁", "波", "宁", "贵", "福", "生", "龙", "元", "全", "胜", "学", "祥",
  "才", "发", "武", "新", "利", "清", "飞", "彬", "富", "顺", "信", "子", "成", "康", "星", "光", "天", "达", "安", "岩", "中", "茂", "进", "林", "有", "坚",
  "和", "彪", "博", "诚", "先", "敬", "震", "振", "壮", "会", "思", "群", "豪", "心", "邦", "承", "乐", "绍", "功", "松", "善", "厚", "庆", "磊", "民", "友",
  "裕", "河", "哲", "江", "浩", "亮", "政", "谦", "亨", "奇", "固", "之", "轮", "翰", "朗", "伯", "宏", "言", "若", "鸣", "朋", "斌", "梁", "栋", "维", "启",
};

#define PAIRS_A_DAY 499   /* sequence numbers of a region and birth day: odd male, even female */

/* Names that a printer or a search loses easily. */
static const char *const rare[] = {
  "阿不都热合曼·买买提江", "古丽娜尔·艾合买提", "张㛃", "𠮷建国", "李𬱖", "扎西次仁", "乌云其木格", "欧阳建国", "单雄信", "仇英", "尉迟敬德", "朴国昌",
};

static const char *const regions[] = {
  "511102", "511111", "511112", "511123", "511124", "511126", "511129", "511132", "511133", "511181", "510104", "513433",
};

static const char *const unit_places[] = {
  "城东", "城西", "城南", "城北", "江岸", "青年路", "滨河", "铁西", "新区", "高新区", "开发区", "西坝", "东坡", "临江", "北门", "河口",
};

static const char *const unit_trades[] = {
  "纺织厂", "机械厂", "化肥厂", "公交公司", "环卫所", "水泥厂", "供销社", "食品厂", "印刷厂", "建筑公司", "运输公司", "制药厂", "电子厂", "快递站", "造纸厂", "煤矿",
};

static const char *const streets[] = { "人民路", "解放路", "建设街", "和平巷", "工农路", "滨江路", "文化街", "新华路", "东大街", "学府路" };

static const char *const causes[] = { "illness", "laid-off", "schooling", "no-capacity", "unemployed", "accident", "disaster", "uninsured", "benefits-unpaid", "other" };
static const guint cause_weights[] = { 38, 14, 16, 9, 8, 6, 3, 3, 2, 1 };

static const char *const illnesses[] = { "cancer", "heart", "kidney", "cerebrovascular", "disabled", "diabetes" };

static char *
unit_name (guint index)
{
  const guint place = index % G_N_ELEMENTS (unit_places);
  const guint trade = index / G_N_ELEMENTS (unit_places) % G_N_ELEMENTS (unit_trades);
  const guint again = index / (G_N_ELEMENTS (unit_places) * G_N_ELEMENTS (unit_trades));

  if (again == 0)
    return g_strconcat (unit_places[place], unit_trades[trade], "工会", NULL);
  return g_strdup_printf ("%s第%u%s工会", unit_places[place], again + 1, unit_trades[trade]);
}

/* Head and spouse, first and second child: pairs born in one span of days, some years apart, told apart by their sequence numbers. The spans
 * share no day; days and sequence numbers are dealt so that no two people are alike. */
static void
write_id_number (char number[19], guint64 household, NuanDay first_birth, guint span, gboolean second, gboolean male)
{
  const guint region = household % G_N_ELEMENTS (regions);
  const guint64 in_region = household / G_N_ELEMENTS (regions);
  const guint apart = second ? 400 + region * 331 % 1800 : 0;
  const NuanDay birth = first_birth + (in_region * 7919 + apart) % span;
  const guint sequence = in_region / span * 2 + (male ? 1 : 2) + (second ? 400 : 0);
  guint year, month, day;

  g_assert (sequence <= 999);
  nuan_day_split (birth, &year, &month, &day);
  g_snprintf (number, 19, "%s%04u%02u%02u%03u", regions[region], year, month, day, sequence);
  number[17] = nuan_id_number_check_character (number);
  number[18] = '\0';
}

typedef struct
{
  guint64 seed;
  guint64 household;
  guint   place;
} Person;

static guint
draw (const Person *person, guint use, guint bound)
{
  return nuan_demo_below (person->seed, person->household, USE_PERSON + person->place * N_PERSON_USES + use, bound);
}

static char *
make_given_name (const Person *person)
{
  const char *first = given[draw (person, PERSON_GIVEN, G_N_ELEMENTS (given))];

  if (draw (person, PERSON_LENGTH, 100) < 25)
    return g_strdup (first);
  return g_strconcat (first, given[draw (person, PERSON_SECOND, G_N_ELEMENTS (given))], NULL);
}

static NuanMember *
make_member (const Person *person, const char *surname, const char *relation, gboolean male, gboolean child)
{
  NuanMember *member = nuan_member_new ();
  g_autofree char *given_name = make_given_name (person);
  char number[19];

  if (child)
    write_id_number (number, person->household, nuan_day_new (2003, 1, 1), 5801, person->place == 3, male);
  else
    write_id_number (number, person->household, nuan_day_new (1955, 1, 1), 12889, person->place == 1, male);

  g_free (member->name);
  member->name = g_strconcat (surname, given_name, NULL);
  g_free (member->id_number);
  member->id_number = g_strdup (number);
  g_free (member->relation);
  member->relation = g_strdup (relation);
  return member;
}

static void
set_head_details (NuanMember *head, guint64 seed, guint64 index, const char *unit)
{
  const guint64 card = chance (seed, index, USE_CARD) % 100000000000u;

  g_free (head->phone);
  head->phone = g_strdup_printf ("139%08u", (guint) (index % 100000000u));
  g_free (head->card);
  head->card = g_strdup_printf ("6217%03u%011" G_GUINT64_FORMAT "0", (guint) (index % 1000), card);
  for (char digit = '0'; digit <= '9' && !nuan_card_number_is_plausible (head->card); digit++)
    head->card[18] = digit;
  g_free (head->employer);
  head->employer = g_strdup (unit);
}

/* 1 to 4 members, three on the average: head, spouse, two children. */
static void
add_members (NuanHousehold *household, guint64 seed, guint64 index, const char *unit, gboolean ill)
{
  const guint dice = nuan_demo_below (seed, index, USE_SIZE, 100);
  const guint size = dice < 5 ? 1 : dice < 25 ? 2 : dice < 70 ? 3 : 4;
  Person person = { .seed = seed, .household = index };
  const char *surname = surnames[draw (&person, PERSON_SURNAME, G_N_ELEMENTS (surnames))];
  const gboolean male = draw (&person, PERSON_SEX, 100) < 62;
  NuanMember *head = make_member (&person, surname, NUAN_RELATION_HEAD, male, FALSE);

  g_ptr_array_set_size (household->members, 0);
  g_ptr_array_add (household->members, head);
  set_head_details (head, seed, index, unit);
  if (index % 97 == 5)
    {
      g_free (head->name);
      head->name = g_strdup (rare[index / 97 % G_N_ELEMENTS (rare)]);
    }

  for (person.place = 1; person.place < size; person.place++)
    {
      const gboolean child = person.place >= 2;
      const gboolean boy = child ? draw (&person, PERSON_SEX, 2) == 0 : !male;
      const char *name = child ? surname : surnames[draw (&person, PERSON_SURNAME, G_N_ELEMENTS (surnames))];
      const char *relation = child ? (boy ? "20" : "30") : (male ? "12" : "11");

      g_ptr_array_add (household->members, make_member (&person, name, relation, boy, child));
    }

  if (ill)
    {
      NuanMember *patient = g_ptr_array_index (household->members, nuan_demo_below (seed, index, USE_RARE, MIN (size, 2)));

      g_free (patient->health);
      patient->health = g_strdup (illnesses[nuan_demo_below (seed, index, USE_EXPENSE, G_N_ELEMENTS (illnesses))]);
    }
}

static const char *
draw_cause (guint64 seed, guint64 index)
{
  guint dice = nuan_demo_below (seed, index, USE_CAUSE, 100);

  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    {
      if (dice < cause_weights[i])
        return causes[i];
      dice -= cause_weights[i];
    }
  return "other";
}

/* Incomes around what makes a deep, a relative or an accidental hardship: NET a person and month in per cent of L. */
static void
set_amounts (NuanHousehold *household, guint64 seed, guint64 index, gint64 dibao_fen, const char *cause)
{
  const guint dice = nuan_demo_below (seed, index, USE_WEALTH, 1000);
  const gint64 percent = dice < 450 ? 35 + dice % 64 : dice < 900 ? 102 + dice % 95 : 205 + dice % 60;
  const gint64 net = dibao_fen * 12 * household->members->len * percent / 100 / 1000 * 1000;
  const gint64 spent = (20 + nuan_demo_below (seed, index, USE_EXPENSE, 400)) * 10000;

  household->incomes_fen[NUAN_INCOME_WAGE] = (net + spent) * 8 / 10 / 1000 * 1000;
  household->incomes_fen[NUAN_INCOME_TRANSFER] = net + spent - household->incomes_fen[NUAN_INCOME_WAGE];
  if (g_str_equal (cause, "schooling"))
    household->expenses_fen[NUAN_EXPENSE_EDUCATION] = spent;
  else if (g_str_equal (cause, "no-capacity"))
    household->expenses_fen[NUAN_EXPENSE_CARE] = spent;
  else
    household->expenses_fen[NUAN_EXPENSE_ILLNESS] = spent;

  if (dice >= 900)
    {
      household->accident = TRUE;
      household->accident_reason = g_strdup ("家庭成员遭遇交通事故，赔偿后仍暂时困难");
    }
}

NuanHousehold *
nuan_demo_household (guint64 seed, guint64 index, guint n_units, NuanDay on, gint64 dibao_fen)
{
  NuanHousehold *household = nuan_household_new ();
  const char *cause = draw_cause (seed, index);
  const char *second = causes[nuan_demo_below (seed, index, USE_SECOND_CAUSE, G_N_ELEMENTS (causes))];
  const gboolean two = !g_str_equal (cause, second) && nuan_demo_below (seed, index, USE_ACCIDENT, 3) == 0;
  const char *const chosen[] = { cause, two ? second : NULL, NULL };

  g_free (household->unit);
  household->unit = unit_name (nuan_demo_below (seed, index, USE_UNIT, n_units));
  g_free (household->address);
  household->address = g_strdup_printf ("试点县%s%u号", streets[nuan_demo_below (seed, index, USE_STREET, G_N_ELEMENTS (streets))],
                                        1 + nuan_demo_below (seed, index, USE_PHONE, 300));
  g_strfreev (household->causes);
  household->causes = g_strdupv ((char **) chosen);
  add_members (household, seed, index, household->unit, g_str_equal (cause, "illness"));
  g_clear_pointer (&household->accident_reason, g_free);
  set_amounts (household, seed, index, dibao_fen, cause);
  if (household->accident_reason == NULL)
    household->accident_reason = g_strdup ("");
  household->changed_on = on;
  return household;
}
