export { createSandboxProvider } from './sandbox-provider.ts';
export { startSandbox, type Behaviour, type Sandbox } from './sandbox-server.ts';
