import { HOST_AGENT_PORT, PROMETHEUS_PORT, securityGroupDescriptions } from '@ares/config/aws';
import { type IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

const POSTGRES = Port.tcp(5432);

/**
 * Who may reach whom. Functions and hosts start connections to AWS at addresses that nobody can list, so egress is
 * open to port 443 only for functions, and to everything for hosts, which pull packages and images.
 */
export class SecurityGroups extends Construct {
  /** Of `tick`, which also reads the hosts */
  readonly tick: SecurityGroup;
  /** Of every other function in the VPC */
  readonly functions: SecurityGroup;
  readonly database: SecurityGroup;
  readonly hosts: SecurityGroup;

  constructor(scope: Construct, id: string, vpc: IVpc) {
    super(scope, id);
    const group = (name: string, description: string, allowAll = false): SecurityGroup =>
      new SecurityGroup(this, name, { vpc, description, allowAllOutbound: allowAll, allowAllIpv6Outbound: allowAll });

    this.tick = group('Tick', securityGroupDescriptions.tick);
    this.functions = group('Functions', 'ARES functions that use the knowledge store');
    this.database = group('Database', 'ARES knowledge store');
    this.hosts = group('Hosts', securityGroupDescriptions.hosts, true);

    for (const client of [this.tick, this.functions]) {
      client.connections.allowTo(this.database, POSTGRES, 'knowledge store');
      client.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'AWS');
      client.addEgressRule(Peer.anyIpv6(), Port.HTTPS, 'AWS');
    }
    for (const port of [PROMETHEUS_PORT, HOST_AGENT_PORT]) {
      // By group: hosts may have addresses of any of the VPC's ranges, of which a look-up tells only the first.
      this.tick.connections.allowTo(this.hosts, Port.tcp(port), 'tick reads the host');
    }
  }
}
