import { PROJECT_NAMESPACE } from '#reference/namespaces';
import { stepCommandId } from './register/ids.ts';
import { uuidV5 } from './uuid-v5.ts';

/**
 * A project's id derives from its code, whoever opens it: who wants a code that is taken comes to the stream of the project that has it, and
 * the log refuses. Projects that people opened with 0.1.0 have other ids, of the command that opened them: the read models know those.
 * Why: docs/adr/0025-a-code-names-its-stream.md.
 */
export const projectIdOfCode = (code: string): string => uuidV5(stepCommandId(code, 'survey'), PROJECT_NAMESPACE);
