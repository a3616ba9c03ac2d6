import { figures } from '#read-models/figures/figures.model';
import type { ReadModel } from '#read-models/model';

/** The read models that the console and the reports ask. */
export const readModels: readonly ReadModel[] = [figures];
