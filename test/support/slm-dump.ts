/** The tables of the plugin's release 4 as mysqldump writes them, with the licenses from 1 to the count. */
export function slmDump(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return `
CREATE TABLE \`wp_lic_key_tbl\` (
  \`id\` int(12) NOT NULL AUTO_INCREMENT,
  \`license_key\` varchar(255) NOT NULL,
  \`max_allowed_domains\` int(12) NOT NULL,
  \`lic_status\` enum('pending','active','blocked','expired') NOT NULL DEFAULT 'pending',
  \`email\` varchar(64) NOT NULL,
  \`date_expiry\` date NOT NULL DEFAULT '0000-00-00',
  \`product_ref\` varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (\`id\`)
);
INSERT INTO \`wp_lic_key_tbl\` VALUES
${numbers.map(license).join(',\n')};
INSERT INTO \`wp_lic_reg_domain_tbl\` (\`id\`, \`lic_key_id\`, \`lic_key\`, \`registered_domain\`, \`item_reference\`) VALUES
${[...numbers, count + 1].map((id) => `(${id},${id},'SLM-${id}','www.domain${id % 20}.example','')`).join(',\n')};
`;
}

function license(id: number): string {
  const status = id % 5 === 0 ? 'blocked' : id % 7 === 0 ? 'expired' : 'active';
  const key = id % 9 === 0 ? '' : `SLM-${id}`;
  return `(${id},'${key}','${id % 3}','${status}','dee${id % 10}@shop.example','0000-00-00','Plugin ${id % 2}')`;
}
