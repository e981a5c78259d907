import { doorSuite } from './door-suite.ts';
import { openIpcDoor } from './open-ipc-door.ts';
import { openWebDoor } from './open-web-door.ts';

doorSuite('the web door', openWebDoor);
doorSuite('the IPC door', openIpcDoor);
