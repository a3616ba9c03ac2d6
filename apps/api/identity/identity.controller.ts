import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#contracts/service';
import { Answers } from '../openapi/answers.ts';
import { demoIdentity } from './demo-identity.ts';

@ApiTags('identity')
@Controller('api/v1/identity')
export class IdentityController {
  @Get()
  @ApiOperation({ summary: 'Ai đang dùng: tài khoản dùng thử / Who you are: a demo account' })
  @Answers('Identity')
  identity(): Identity {
    return demoIdentity;
  }
}
