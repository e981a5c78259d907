import { Modelled } from '../model/modelled.mjs';

/** Never sleeps by itself: a test says `powerMonitor.emit('resume')`. */
class PowerMonitor extends Modelled {
  onBatteryPower = false;

  constructor() {
    super('PowerMonitor');
  }

  isOnBatteryPower() {
    return this.onBatteryPower;
  }

  /** @param {number} _threshold */
  getSystemIdleState(_threshold) {
    return 'active';
  }

  getSystemIdleTime() {
    return 0;
  }
}

export const powerMonitor = new PowerMonitor();
