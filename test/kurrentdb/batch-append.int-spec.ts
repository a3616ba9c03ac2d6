import { describeDouble, describeRealServer } from './contract.fixture.ts';

describeDouble('many appends on one call', true);

/** A server's own way is this one. docker-compose.yml starts one: `KURRENTDB_URL=kurrentdb://localhost:2113?tls=false`. */
const address = process.env['KURRENTDB_URL'];
if (address !== undefined) describeRealServer(address);
