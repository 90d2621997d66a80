import { Construct } from 'constructs';
import { CommandDocument } from './command-document.ts';

/** Everything that ARES ever has a host run. */
export class AresDocuments extends Construct {
  readonly remediate: CommandDocument;
  /** For experiments only */
  readonly injectFault: CommandDocument;
  /** Puts host agent and Prometheus on a team's own hosts */
  readonly install: CommandDocument;
  /** Brings a release to hosts that ARES made */
  readonly release: CommandDocument;

  constructor(scope: Construct, id: string, fleet: string) {
    super(scope, id);
    const document = (name: string, file: string) =>
      new CommandDocument(this, name, { file, documentName: `Ares-${fleet}-${name}` });
    this.remediate = document('Remediate', 'remediate');
    this.injectFault = document('InjectFault', 'inject-fault');
    this.install = document('Install', 'install');
    this.release = document('Release', 'release');
  }
}
