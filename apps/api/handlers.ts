import type { Type } from '@nestjs/common';
import { RunCalendarHandler } from '#commands/calendar.handler';
import { RunContactHandler } from '#commands/contact.handler';
import { RunContractHandler } from '#commands/contract.handler';
import { RunPlanHandler } from '#commands/plan.handler';
import { RunProjectHandler } from '#commands/project.handler';
import { RunReminderControlHandler, RunResendHandler } from '#commands/reminder.handler';
import { RunRulebookHandler } from '#commands/rulebook.handler';
import { AttachmentsController } from './attachments/attachments.controller.ts';
import { BatchController } from './bulk/batch.controller.ts';
import { BoardController } from './board/board.controller.ts';
import { AskBoardHandler } from './board/board.query.ts';
import { CalendarController } from './calendar/calendar.controller.ts';
import { CalendarLayersController } from './calendar/calendar-layers.controller.ts';
import { ContactCommandsController } from './contacts/contact-commands.controller.ts';
import { ContactsController } from './contacts/contacts.controller.ts';
import { ContractCommandsController } from './contracts/contract-commands.controller.ts';
import { ContractsController } from './contracts/contracts.controller.ts';
import { HealthController } from './health/health.controller.ts';
import { IdentityController } from './identity/identity.controller.ts';
import { JobsController } from './jobs/jobs.controller.ts';
import { LiveController } from './live/live.controller.ts';
import { MetricsController } from './metrics/metrics.controller.ts';
import { DescriptionController } from './openapi/description.controller.ts';
import { OutboxController } from './outbox/outbox.controller.ts';
import { PlanCommandsController } from './plans/plan-commands.controller.ts';
import { PlansController } from './plans/plans.controller.ts';
import { ProblemsController } from './problems/problems.controller.ts';
import { CausationController } from './projects/causation.controller.ts';
import { AskCausationHandler, AskProjectCausationHandler } from './projects/causation.queries.ts';
import { DraftCheckController } from './projects/draft-check.controller.ts';
import { AskProjectsHandler } from './projects/list-projects.query.ts';
import { LookBackController } from './projects/look-back.controller.ts';
import { ProjectActsController } from './acts/project-acts.controller.ts';
import { ProjectCommandsController } from './projects/project-commands.controller.ts';
import { AskDifferenceHandler, AskRecordHandler, AskTimelineHandler } from './projects/project-record.queries.ts';
import { ProjectsController } from './projects/projects.controller.ts';
import { AskReferenceHandler } from './reference/reference.query.ts';
import { ReadModelsController } from './read-models/read-models.controller.ts';
import { SnapshotsController } from './read-models/snapshots.controller.ts';
import { ReferenceController } from './reference/reference.controller.ts';
import { AskExplanationHandler, AskFigureDifferenceHandler } from './reports/figure.queries.ts';
import { FiguresController } from './reports/figures.controller.ts';
import { AskDelayedReportHandler, AskRegionReportHandler } from './reports/report.queries.ts';
import { FeedsController } from './reminders/feeds.controller.ts';
import { InboxController } from './reminders/inbox.controller.ts';
import { ReminderCommandsController } from './reminders/reminder-commands.controller.ts';
import { RemindersController } from './reminders/reminders.controller.ts';
import { ReportsController } from './reports/reports.controller.ts';
import { RuleCommandsController } from './rules/rule-commands.controller.ts';
import { RulesController } from './rules/rules.controller.ts';
import { StageGraphsController } from './stage-graphs/stage-graphs.controller.ts';

/** Every handler: `@nestjs/cqrs` finds a forgotten one only when it is asked and lets a doubled one win in silence, so a test compares. */
export const handlers: readonly Type[] = [
  AskBoardHandler,
  AskCausationHandler,
  AskDelayedReportHandler,
  AskDifferenceHandler,
  AskProjectCausationHandler,
  AskExplanationHandler,
  AskFigureDifferenceHandler,
  AskProjectsHandler,
  AskRecordHandler,
  AskReferenceHandler,
  AskRegionReportHandler,
  AskTimelineHandler,
  RunCalendarHandler,
  RunContactHandler,
  RunContractHandler,
  RunPlanHandler,
  RunProjectHandler,
  RunReminderControlHandler,
  RunResendHandler,
  RunRulebookHandler,
];

export const controllers: readonly Type[] = [
  AttachmentsController,
  BatchController,
  BoardController,
  CalendarController,
  CalendarLayersController,
  CausationController,
  ContactCommandsController,
  ContactsController,
  ContractCommandsController,
  ContractsController,
  DescriptionController,
  DraftCheckController,
  FeedsController,
  FiguresController,
  HealthController,
  IdentityController,
  InboxController,
  PlanCommandsController,
  PlansController,
  JobsController,
  LiveController,
  LookBackController,
  MetricsController,
  OutboxController,
  ProblemsController,
  ProjectActsController,
  ProjectCommandsController,
  ProjectsController,
  ReadModelsController,
  ReferenceController,
  ReminderCommandsController,
  RemindersController,
  ReportsController,
  RuleCommandsController,
  RulesController,
  SnapshotsController,
  StageGraphsController,
];
