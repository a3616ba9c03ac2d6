import type { Folded } from '#commands/stream-states';
import type { Project } from '#lifecycle/project/project.state';
import { project } from '#lifecycle/project/project.decider';

/** What a project's fold begins with, for the peers, which read and fold the whole stream for every command. */
export const UNSEEN: Folded<Project> = { state: project.initial, revision: -1, position: null, recordedAt: '', answers: new Map() };
