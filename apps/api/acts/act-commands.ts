import { Inject, Injectable } from '@nestjs/common';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { DemoIdentity } from '../identity/demo-identity.ts';
import { type ActRoute, type FieldsOf, plainOf, type ServerFacts } from './act-route.ts';
import type { DatedDto } from './dated.dto.ts';
import { projectActs, type SayableAct } from './project-acts.ts';
import { SERVER_FACTS } from '../tokens.ts';

export interface Spoken {
  readonly projectId: string;
  readonly body: DatedDto;
  readonly identity: DemoIdentity;
}

/** Makes commands of checked bodies: the same for one act and for many at once. */
@Injectable()
export class ActCommands {
  constructor(@Inject(SERVER_FACTS) private readonly facts: ServerFacts) {}

  /** @throws RequestProblem a file that was never uploaded */
  async commandOf<Type extends SayableAct>(type: Type, { projectId, body, identity }: Spoken): Promise<ProjectCommand> {
    const route = projectActs[type] as unknown as ActRoute<Type>;
    const { occurredOn, ...plain } = plainOf(body) as DatedDto & Record<string, unknown>;
    const said = (route.fields?.(plain as never) ?? plain) as FieldsOf<Type>;
    const fields = (await route.know?.(projectId, said, this.facts)) ?? said;
    return { type, projectId, occurredOn, actor: identity.id, role: identity.role, ...fields } as unknown as ProjectCommand;
  }
}
