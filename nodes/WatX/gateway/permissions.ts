/** The permissions a WatX API key can carry, as the gateway spells them (contract: Every call). */
export type Permission =
	| 'wa_send'
	| 'wa_send_bulk'
	| 'validate_wa_phone'
	| 'create_whatsapp'
	| 'get_wa_accounts'
	| 'get_wa_sent'
	| 'get_wa_received'
	| 'get_wa_pending'
	| 'get_wa_campaigns'
	| 'get_wa_groups'
	| 'start_wa_campaign'
	| 'stop_wa_campaign'
	| 'delete_wa_sent'
	| 'delete_wa_received'
	| 'delete_wa_account';
