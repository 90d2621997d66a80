import { App } from 'aws-cdk-lib';
import { composeApp } from './compose-app.ts';

const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;

// Without credentials `cdk` tells neither: the templates then fit any account.
const env = account && region ? { account, region } : {};

composeApp(new App(), env);
