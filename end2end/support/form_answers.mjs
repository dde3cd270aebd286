// Answers for the forms that the journeys fill in.
import { day } from './forms.mjs';

/** Answers that decide the way; everything else is answered by what the page asks for. `door`: an answer that is one too many. */
export const FORMS = {
	birth: {
		code: '1.001193',
		door: { page: 'start', question: 'registered_before', value: 'yes', exit: 'already_registered' },
		answers: {
			registered_before: 'no',
			child_kind: 'with_parents',
			parents_status: 'married',
			relation: 'mother',
			'child.birth_date': day(-10),
			child_ethnicity: 'other',
			place_kind: 'facility',
			birth_evidence: 'paper',
			notice_number: '12/2026',
			copies: '2',
		},
		pages: ['start', 'requester', 'child', 'birth_place', 'mother', 'father', 'evidence', 'copies'],
		read: ['16.000 đồng', day(-10).replace(/\b(\d)\b/g, '0$1')],
	},
	marriage: {
		code: '1.000894',
		door: { page: 'start', question: 'applicant_is', value: 'neither', exit: 'not_a_party' },
		answers: { applicant_is: 'woman', man_history: 'divorced', man_marriage_count: '2', woman_history: 'never', copies: '1' },
		pages: ['start', 'man', 'man_history', 'woman', 'woman_history', 'finish'],
		read: ['01/02/1990'],
	},
	'temporary residence': {
		code: '1.004194',
		door: { page: 'start', question: 'kind', value: 'extend', exit: 'extension' },
		answers: {
			kind: 'one',
			stay_from: day(-1),
			stay_until: day(200),
			birth_date: '1/2/1990',
			household: 'existing',
			householder_id: '017304001234',
			with_members: 'yes',
			'members.member_id': '017190001234',
			dwelling_kind: 'rented',
		},
		pages: ['start', 'stay', 'person', 'householder', 'members', 'dwelling'],
		read: ['Bùi Thị Mận'],
	},
	'household business': {
		code: '1.001612',
		door: { page: 'founder', question: 'has_other_business', value: 'yes', exit: 'already_has_business' },
		answers: {
			founders: 'family',
			activity: 'shop',
			'owner.sex': 'female',
			'owner.document_kind': 'other',
			'owner.document_number': 'B1234567',
			has_other_places: 'yes',
			capital: '50.000.000',
			workers: '2',
		},
		pages: ['founder', 'owner', 'members', 'business', 'trades', 'capital', 'contact_tax'],
		read: ['50.000.000 đồng'],
	},
	'certified copies': {
		code: '2.000815',
		door: { page: 'original', question: 'has_original', value: 'no', exit: 'no_original' },
		answers: {
			has_original: 'yes',
			original_state: 'good',
			issuer: 'foreign',
			legalised: 'exempt',
			'documents.pages': '3',
			'documents.copies': '2',
			visit_date: day(2),
		},
		pages: ['original', 'documents', 'visit'],
		read: ['10.000 đồng'],
	},
};
