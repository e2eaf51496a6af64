import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunction,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { type RequestTest, runRequestTest } from './credentialRequestTest';
import { CredentialsHelper } from './credentials';
import { latestNodeType, type Types } from './nodeTypes';

/** The credential type's own request first, then what a node that supports it offers. */
function findTest(
	types: Types,
	typeName: string,
): ICredentialTestFunction | RequestTest | undefined {
	const { test } = types.getCredential(typeName);
	if (test) return { testRequest: test };
	for (const nodeName of types.getSupportedNodes(typeName)) {
		const nodeType = latestNodeType(types.getByName(nodeName));
		const testedBy = nodeType.description.credentials?.find(
			(credential) => credential.name === typeName,
		)?.testedBy;
		if (typeof testedBy === 'string') return nodeType.methods?.credentialTest?.[testedBy];
		if (testedBy) return { nodeType, testRequest: testedBy };
	}
	return undefined;
}

/** Tests a credential the way n8n's editor does when it is saved. */
export async function testCredential(
	types: Types,
	typeName: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const test = findTest(types, typeName);
	if (!test) {
		return { status: 'Error', message: 'No testing function found for this credential.' };
	}
	const helper = await CredentialsHelper.create(types);
	const additionalData = createAdditionalData(helper);
	const credentials: ICredentialsDecrypted = {
		id: typeName,
		name: typeName,
		type: typeName,
		data: helper.applyDefaults(additionalData, data, typeName, 'internal'),
	};
	if (typeof test !== 'function') return await runRequestTest(types, typeName, credentials, test);
	return await test.call(new CredentialTestContext(additionalData), credentials);
}
