import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#contracts/service';
import { contractSchema } from '../openapi/contract-schema.ts';
import { demoIdentity } from './demo-identity.ts';

@ApiTags('identity')
@Controller('api/v1/identity')
export class IdentityController {
  @Get()
  @ApiOperation({ summary: 'Ai đang dùng: tài khoản dùng thử / Who you are: a demo account' })
  @ApiOkResponse({ schema: contractSchema('Identity') })
  identity(): Identity {
    return demoIdentity;
  }
}
