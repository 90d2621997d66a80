export { type FleetHosts, listHosts } from './list-hosts.ts';
