#include "metadata/standard_value_sets.h"

namespace presave::metadata {
namespace {

constexpr StandardPicklist kPicklists[] = {
    {"AccountOwnership", "Account", "Ownership"},
    {"AccountRating", "Account", "Rating"},
    {"AccountType", "Account", "Type"},
    {"AssetStatus", "Asset", "Status"},
    {"CampaignMemberStatus", "CampaignMember", "Status"},
    {"CampaignStatus", "Campaign", "Status"},
    {"CampaignType", "Campaign", "Type"},
    {"CaseOrigin", "Case", "Origin"},
    {"CasePriority", "Case", "Priority"},
    {"CaseReason", "Case", "Reason"},
    {"CaseStatus", "Case", "Status"},
    {"CaseType", "Case", "Type"},
    {"ContractStatus", "Contract", "Status"},
    {"EventType", "Event", "Type"},
    {"Industry", "Account", "Industry"},
    {"Industry", "Lead", "Industry"},
    {"LeadSource", "Account", "AccountSource"},
    {"LeadSource", "Contact", "LeadSource"},
    {"LeadSource", "Lead", "LeadSource"},
    {"LeadSource", "Opportunity", "LeadSource"},
    {"LeadStatus", "Lead", "Status"},
    {"OpportunityStage", "Opportunity", "StageName"},
    {"OpportunityType", "Opportunity", "Type"},
    {"OrderStatus", "Order", "Status"},
    {"OrderType", "Order", "Type"},
    {"Product2Family", "Product2", "Family"},
    {"QuoteStatus", "Quote", "Status"},
    {"Salutation", "Contact", "Salutation"},
    {"Salutation", "Lead", "Salutation"},
    {"TaskPriority", "Task", "Priority"},
    {"TaskStatus", "Task", "Status"},
    {"TaskType", "Task", "Type"},
};

}  // namespace

std::span<const StandardPicklist> standard_picklists() {
  return kPicklists;
}

}  // namespace presave::metadata
