#include "metadata/standard_value_sets.h"

#include <algorithm>
#include <string>

namespace presave::metadata {
namespace {

constexpr StandardPicklist kPicklists[] = {
    {"AccountOwnership", "Account", "Ownership"},
    {"AccountRating", "Account", "Rating"},
    {"AccountRating", "Lead", "Rating"},
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
    {"ContactRole", "OpportunityContactRole", "Role"},
    {"ContractStatus", "Contract", "Status"},
    {"EntitlementType", "Entitlement", "Type"},
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
    {"QuantityUnitOfMeasure", "Product2", "QuantityUnitOfMeasure"},
    {"QuoteStatus", "Quote", "Status"},
    {"Salutation", "Contact", "Salutation"},
    {"Salutation", "Individual", "Salutation"},
    {"Salutation", "Lead", "Salutation"},
    {"TaskPriority", "Task", "Priority"},
    {"TaskStatus", "Task", "Status"},
    {"TaskType", "Task", "Type"},
    {"WorkOrderPriority", "WorkOrder", "Priority"},
    {"WorkOrderStatus", "WorkOrder", "Status"},
};

struct ValueSet {
  std::string_view name;
  std::string_view values;  // with '|' between them
};

constexpr ValueSet kValueSets[] = {
    {"AccountOwnership", "Public|Private|Subsidiary|Other"},
    {"AccountRating", "Hot|Warm|Cold"},
    {"AccountType",
     "Prospect|Customer - Direct|Customer - Channel|Channel Partner / Reseller|Installation Partner|"
     "Technology Partner|Other"},
    {"AssetStatus", "Shipped|Installed|Registered|Obsolete|Purchased"},
    {"CampaignMemberStatus", "Planned|Received|Responded|Sent"},
    {"CampaignStatus", "Planned|In Progress|Completed|Aborted"},
    {"CampaignType",
     "Conference|Webinar|Trade Show|Public Relations|Partners|Referral Program|Advertisement|Banner Ads|"
     "Direct Mail|Email|Telemarketing|Other"},
    {"CaseOrigin", "Phone|Email|Web"},
    {"CasePriority", "High|Medium|Low"},
    {"CaseReason",
     "User didn't attend training|Complex functionality|Existing problem|Instructions not clear|New problem"},
    {"CaseStatus", "New|Working|Escalated|Closed"},
    {"CaseType", "Problem|Feature Request|Question"},
    {"ContactRole",
     "Business User|Decision Maker|Economic Buyer|Economic Decision Maker|Evaluator|Executive Sponsor|Influencer|"
     "Technical Buyer|Other"},
    {"ContractStatus", "In Approval Process|Activated|Draft"},
    {"EntitlementType", "Phone Support|Web Support"},
    {"EventType", "Call|Email|Meeting|Other"},
    {"Industry",
     "Agriculture|Apparel|Banking|Biotechnology|Chemicals|Communications|Construction|Consulting|Education|"
     "Electronics|Energy|Engineering|Entertainment|Environmental|Finance|Food & Beverage|Government|Healthcare|"
     "Hospitality|Insurance|Machinery|Manufacturing|Media|Not For Profit|Recreation|Retail|Shipping|Technology|"
     "Telecommunications|Transportation|Utilities|Other"},
    {"LeadSource", "Web|Phone Inquiry|Partner Referral|Purchased List|Other"},
    {"LeadStatus", "Open - Not Contacted|Working - Contacted|Closed - Converted|Closed - Not Converted"},
    {"OpportunityStage",
     "Prospecting|Qualification|Needs Analysis|Value Proposition|Id. Decision Makers|Perception Analysis|"
     "Proposal/Price Quote|Negotiation/Review|Closed Won|Closed Lost"},
    {"OpportunityType",
     "Existing Customer - Upgrade|Existing Customer - Replacement|Existing Customer - Downgrade|New Customer"},
    {"OrderStatus", "Draft|Activated"},
    {"Product2Family", "None"},
    {"QuantityUnitOfMeasure", "Each"},
    {"QuoteStatus", "Draft|Needs Review|In Review|Approved|Rejected|Presented|Accepted|Denied"},
    {"Salutation", "Mr.|Ms.|Mrs.|Dr.|Prof.|Mx."},
    {"TaskPriority", "High|Normal|Low"},
    {"TaskStatus", "Not Started|In Progress|Completed|Waiting on someone else|Deferred"},
    {"TaskType", "Call|Email|Meeting|Other"},
    {"WorkOrderPriority", "Low|Medium|High|Critical"},
    {"WorkOrderStatus", "New|In Progress|On Hold|Completed|Closed|Cannot Complete|Canceled"},
};

}  // namespace

std::span<const StandardPicklist> standard_picklists() {
  return kPicklists;
}

std::vector<schema::PicklistValue> built_in_values(std::string_view value_set) {
  std::vector<schema::PicklistValue> values;
  for (const ValueSet& set : kValueSets) {
    if (set.name != value_set) continue;
    for (std::string_view rest = set.values; !rest.empty();) {
      const std::string value(rest.substr(0, rest.find('|')));
      rest.remove_prefix(std::min(rest.size(), value.size() + 1));
      schema::PicklistValue& added = values.emplace_back();
      added.value = value;
      added.label = value;
    }
  }
  return values;
}

}  // namespace presave::metadata
