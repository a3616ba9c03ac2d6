import type { ProvinceRef, Region, Stage } from './figures.ts';

/** `GET /api/v1/reference`: names for what the other answers give as codes. */
export interface Reference {
  readonly provinces: readonly (ProvinceRef & {
    readonly name: string;
    readonly region: Region | null;
    readonly successor: ProvinceRef | null;
  })[];
  readonly contents: readonly { readonly code: string; readonly vi: string; readonly en: string }[];
  readonly stages: readonly { readonly code: Stage; readonly vi: string; readonly en: string }[];
  readonly regions: readonly { readonly code: Region; readonly vi: string; readonly en: string }[];
  /** Plan years that have projects, newest first. */
  readonly years: readonly number[];
  /** First and last business day in the log; null: empty. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** Today by the server's clock, Asia/Ho_Chi_Minh. */
  readonly today: string;
}
