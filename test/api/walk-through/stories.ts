export { machine } from './machine.ts';
export { course } from './course.ts';
export { keyScheme } from './key-scheme.ts';
