export { machine } from './machine.fixture.ts';
export { course } from './course.fixture.ts';
export { keyScheme } from './key-scheme.fixture.ts';
