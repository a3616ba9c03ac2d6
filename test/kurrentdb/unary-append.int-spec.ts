import { describeDouble } from './contract.fixture.ts';

describeDouble('a call for each append', false);
