import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const LICENSE_MANAGER_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For apps of License Manager and LicenseBox: activation by domain, updates.',
    webhookFormat: 'Body and headers of License Manager.',
    settings: {
      lm_requests_rate_limiting_period: [
        'Requests per minute',
        'Requests to the License Manager API per minute, counted as the next setting says.',
      ],
      lm_requests_rate_limiting_method: [
        'Requests are counted by',
        'Whether the limit of the License Manager API holds for an address, for an API key, or for both.',
      ],
      lm_normalize_domain_variants: [
        'www. is ignored',
        'The License Manager API takes www.example.com and example.com for the same domain.',
      ],
      lm_verify_license_ip: [
        'Addresses are enforced',
        'The License Manager API refuses addresses that a license does not list.',
      ],
      lm_add_domain_of_first_activation_as_licensed_domain: [
        'First domain is kept',
        'The first domain that activates a license through the License Manager API becomes its only allowed one.',
      ],
      lm_deactivate_old_activations_on_new_activation: [
        'Oldest device gives way',
        'If no seat is free, an activation through the License Manager API frees the seat of the oldest device.',
      ],
      'limits.license-manager.purchase_codes': [
        'Purchase codes',
        'Purchase codes per minute for which Envato is asked, of all apps.',
      ],
      'limits.license-manager.unknown_purchase_codes': [
        'Unknown purchase codes',
        'Purchase codes of one address per minute that Envato does not know.',
      ],
    },
    choices: {
      ip_address: 'Address',
      api_key: 'API key',
      api_key_ip_address: 'Both; the stricter limit holds',
    },
  },
  de: {
    about: 'Für Apps von License Manager und LicenseBox: Aktivierung per Domain, Updates.',
    webhookFormat: 'Inhalt und Header von License Manager.',
    settings: {
      lm_requests_rate_limiting_period: [
        'Anfragen pro Minute',
        'Anfragen an die License-Manager-API pro Minute, gezählt wie die nächste Einstellung sagt.',
      ],
      lm_requests_rate_limiting_method: [
        'Anfragen werden gezählt nach',
        'Ob die Grenze der License-Manager-API für eine Adresse, einen API-Schlüssel oder beides gilt.',
      ],
      lm_normalize_domain_variants: [
        'www. zählt nicht',
        'Für die License-Manager-API sind www.example.com und example.com dieselbe Domain.',
      ],
      lm_verify_license_ip: [
        'Adressen werden geprüft',
        'Die License-Manager-API lehnt Adressen ab, die eine Lizenz nicht aufführt.',
      ],
      lm_add_domain_of_first_activation_as_licensed_domain: [
        'Erste Domain bleibt',
        'Die erste Domain, die eine Lizenz über die License-Manager-API aktiviert, wird ihre einzige erlaubte.',
      ],
      lm_deactivate_old_activations_on_new_activation: [
        'Ältestes Gerät weicht',
        'Ist kein Platz frei, gibt eine Aktivierung über die License-Manager-API den Platz des ältesten Geräts frei.',
      ],
      'limits.license-manager.purchase_codes': [
        'Kaufcodes',
        'Kaufcodes pro Minute, nach denen Envato gefragt wird, von allen Apps.',
      ],
      'limits.license-manager.unknown_purchase_codes': [
        'Unbekannte Kaufcodes',
        'Kaufcodes einer Adresse pro Minute, die Envato nicht kennt.',
      ],
    },
    choices: {
      ip_address: 'Adresse',
      api_key: 'API-Schlüssel',
      api_key_ip_address: 'Beides; die engere Grenze gilt',
    },
  },
  zh: {
    about: '供 License Manager 和 LicenseBox 的应用使用：按域名激活、更新。',
    webhookFormat: 'License Manager 的正文和请求头。',
    settings: {
      lm_requests_rate_limiting_period: ['每分钟请求数', 'License Manager API 每分钟的请求数，按下一项设置计数。'],
      lm_requests_rate_limiting_method: [
        '请求计数方式',
        'License Manager API 的限额按地址、按 API 密钥，还是两者都计。',
      ],
      lm_normalize_domain_variants: [
        '忽略 www.',
        'License Manager API 将 www.example.com 和 example.com 视为同一域名。',
      ],
      lm_verify_license_ip: ['检查地址', 'License Manager API 拒绝许可证未列出的地址。'],
      lm_add_domain_of_first_activation_as_licensed_domain: [
        '保留首个域名',
        '首个通过 License Manager API 激活许可证的域名成为其唯一允许的域名。',
      ],
      lm_deactivate_old_activations_on_new_activation: [
        '最早的设备让位',
        '没有空闲席位时，通过 License Manager API 的激活会释放最早设备的席位。',
      ],
      'limits.license-manager.purchase_codes': ['购买代码', '所有应用每分钟向 Envato 查询的购买代码数。'],
      'limits.license-manager.unknown_purchase_codes': ['未知的购买代码', '同一地址每分钟 Envato 不认识的购买代码数。'],
    },
    choices: {
      ip_address: '地址',
      api_key: 'API 密钥',
      api_key_ip_address: '两者，以更严格的为准',
    },
  },
};
