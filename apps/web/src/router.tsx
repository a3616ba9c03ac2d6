import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { NotFound } from './frame/not-found.tsx';
import { RenderFailure } from './frame/render-failure.tsx';
import {
  boardSearch,
  compareSearch,
  conferenceSearch,
  delayedSearch,
  parseSearch,
  projectsSearch,
  recordSearch,
  remindersSearch,
  stringifySearch,
} from './search/parameters.ts';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/board', replace: true });
  },
});
const board = createRoute({
  getParentRoute: () => root,
  path: '/board',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('./board/board-page.tsx'), 'BoardPage'),
});
const conference = createRoute({
  getParentRoute: () => root,
  path: '/conference',
  validateSearch: conferenceSearch,
  component: lazyRouteComponent(() => import('./conference/conference-page.tsx'), 'ConferencePage'),
});
const delayed = createRoute({
  getParentRoute: () => root,
  path: '/delayed',
  validateSearch: delayedSearch,
  component: lazyRouteComponent(() => import('./delayed/delayed-page.tsx'), 'DelayedPage'),
});
const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import('./compare/compare-page.tsx'), 'ComparePage'),
});
const reminders = createRoute({
  getParentRoute: () => root,
  path: '/reminders',
  validateSearch: remindersSearch,
  component: lazyRouteComponent(() => import('./reminders/reminders-page.tsx'), 'RemindersPage'),
});
const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  validateSearch: projectsSearch,
  component: lazyRouteComponent(() => import('./projects/projects-page.tsx'), 'ProjectsPage'),
});
const record = createRoute({
  getParentRoute: () => root,
  path: '/projects/$code',
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import('./record/record-page.tsx'), 'RecordPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([home, board, conference, compare, delayed, projects, record, reminders]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: RenderFailure,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
