import './styles/base.css';
import './styles/frame.css';
import './styles/tables.css';
import './styles/parts.css';
import './styles/print.css';
import { keepPreviousData, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/client.ts';
import { startLanguages } from './i18n/i18n.ts';
import { router } from './router.tsx';

/** A refusal stays a refusal; only an unreachable or failing server is asked once more. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 1 && error instanceof ApiProblem && (error.problem.status === 0 || error.problem.status >= 500);

const queryClient = new QueryClient({
  defaultOptions: {
    // The figures on the screen stay until the next ones are there, so that nothing jumps when a filter changes.
    queries: { retry: worthRetrying, retryDelay: 500, staleTime: 15_000, placeholderData: keepPreviousData },
  },
});

await startLanguages();
const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no element #root');
createRoot(container).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
