#pragma once

typedef struct {
  double ink[3];      /* text: the theme's foreground, so that dark mode comes by itself */
  double accent[3];   /* bars and lines */
  double text_size;   /* in the units of the drawing, as the window's text */
} NuanChartStyle;
