#pragma once

/* The standards that a centre may set (domain.md §9), in the order of the manual, each with all there is to know of it:
 *   MONEY  (its place in NuanStandards, name, what holds before it is set, title)                     fen
 *   NUMBER (its place, name, what holds before it is set, least, most, title)
 *   CHOICE (its place, name, title, word for FALSE, what it means, word for TRUE, what it means)      FALSE holds before it is set
 * One more standard is one more line. */
#define NUAN_STANDARD_LIST(MONEY, NUMBER, CHOICE) \
  MONEY (dibao_fen, "dibao", 0, N_("Minimum living line, 元 a person and month")) \
  CHOICE (deep_inclusive, "deep-operator", N_("Deep hardship: below the line, or up to it"),   /* row 1: net < L or net <= L */ \
          "lt", N_("below the line"), "le", N_("up to the line")) \
  CHOICE (relative_inclusive, "relative-operator", N_("Relative hardship: below its line, or up to it"), \
          "lt", N_("below the line"), "le", N_("up to the line")) \
  NUMBER (relative_multiple, "relative-multiple", 2, 1, 10, N_("Relative hardship: times the minimum living line")) \
  NUMBER (income_months, "income-months", 12, 1, 36, N_("Months over which income and expenses are counted"))   /* row 2 */ \
  NUMBER (living_months, "living-months", 12, 0, 60, N_("Living help: months of the line a year"))   /* row 12 */ \
  CHOICE (living_per_member, "living-per", N_("Living help: the cap is for a household or for each member"),   /* row 13 */ \
          "household", N_("a household"), "member", N_("each member")) \
  NUMBER (medical_percent, "medical-percent", 100, 0, 100, N_("Medical help: percent of the self-paid amount"))   /* row 14 */ \
  NUMBER (study_months, "study-months", 10, 0, 60, N_("Study help: months of the line a pupil and year"))   /* row 15 */ \
  MONEY (warmth_each_fen, "warmth-each", 300000, N_("Warmth: 元 each time, warns above"))   /* row 17 */ \
  MONEY (warmth_year_fen, "warmth-year", 600000, N_("Warmth: 元 a person and year, warns above")) \
  NUMBER (use_by_warning_days, "use-by-warning-days", 30, 0, 366, N_("Days before a fund's use-by date from which it warns")) \
  NUMBER (fund_low_percent, "fund-low-percent", 10, 0, 100, N_("Percent of a fund's money below which it warns"))
