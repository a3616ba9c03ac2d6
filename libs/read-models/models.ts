import { figures } from './figures/figures.model.ts';
import type { ReadModel } from './model.ts';
import { places } from './places/places.model.ts';
import { projects } from './projects/projects.model.ts';

/** Every read model of this build. */
export const readModels: readonly ReadModel[] = [figures, places, projects];
