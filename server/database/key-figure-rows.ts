/** A value out of Kolada, as it was read (README, "Kolada"). Decimal numbers as text; null where Kolada has none. */
export interface KeyFigureRow {
  key_figure: string;
  organisation_code: string;
  year: number;
  total: string | null;
  women: string | null;
  men: string | null;
  read_at: string;
}

export interface KeyFigureTables {
  key_figure_values: KeyFigureRow;
}
