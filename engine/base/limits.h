// Every bound of the engine, on one page, each with its unit. Input past a bound is refused with a Fault or
// a Diagnostic that names the bound; nothing is cut silently. Sources: Salesforce's documented limits where
// marked (SF), our own protection otherwise.
#pragma once

#include <cstddef>

namespace presave::limits {

inline constexpr std::size_t kFormulaCharacters = 3900;    ///< source of one formula, in UTF-16 units (SF)
inline constexpr std::size_t kFormulaDepth = 1000;         ///< nesting of one formula: parentheses and calls, in levels
inline constexpr std::size_t kFormulaDiagnostics = 50;     ///< mistakes reported for one formula
inline constexpr std::size_t kFormulaFieldDepth = 20;      ///< formula fields that read formula fields
inline constexpr std::size_t kLayoutSlots = 10000;        ///< places that the rules of one object read; past it formula
                                                           ///< fields of parents are not computed but must be given
inline constexpr std::size_t kRelationshipDepth = 10;      ///< parents in one path (SF)
inline constexpr std::size_t kArguments = 255;             ///< arguments of MAX, MIN and other open lists (SF)
inline constexpr std::size_t kDecimalDigits = 39;          ///< significant digits of a number (SF)
inline constexpr std::size_t kFoldedTextBytes = 4096;      ///< text that a program keeps instead of computing it, in bytes
inline constexpr std::size_t kShownTextCharacters = 1300;  ///< text that a formula field shows, in UTF-16 units (SF); a rule
                                                           ///< that reads the field reads all of it
inline constexpr std::size_t kTextBytes = 4u << 20;        ///< any text value made while evaluating, in bytes
inline constexpr std::size_t kEvaluationBytes = 16u << 20; ///< all text made by one rule, or all formula fields, in bytes
inline constexpr std::size_t kNameBytes = 255;            ///< API name of an object or field, in bytes
inline constexpr std::size_t kRegexPatternBytes = 16384;   ///< one regular expression, in bytes of UTF-8
inline constexpr std::size_t kRegexNesting = 100;          ///< groups and classes in one another, in levels
inline constexpr std::size_t kRegexCaptures = 1000;        ///< capturing groups of one regular expression
inline constexpr std::size_t kRegexRanges = 1u << 17;      ///< ranges of all character classes of one expression
inline constexpr std::size_t kRegexSteps = 1000000;        ///< characters looked at in one match (SF)
inline constexpr std::size_t kRegexChoices = 1u << 20;     ///< ways back that one match keeps
inline constexpr std::size_t kRegexMemoBits = 8u << 20;    ///< remembered failures of loops in one match
inline constexpr std::size_t kBundleBytes = 64u << 20;     ///< a bundle document, in bytes
inline constexpr std::size_t kRequestBytes = 1u << 20;     ///< a validate request, in bytes
inline constexpr std::size_t kExplainedCharacters = 1000;  ///< of a text value in an explanation, which may show it many times
inline constexpr std::size_t kExplainBytes = 16u << 20;    ///< a document with many requests: propose
inline constexpr std::size_t kSessionMoves = 1000;         ///< lookups, parents and unknown fields that are set in one session
inline constexpr std::size_t kSearchSteps = 60000000;      ///< one search for repairs or proposals, in steps of a Meter: some
                                                           ///< 200 ms natively
inline constexpr std::size_t kJsonDepth = 64;              ///< nesting of any JSON document, in levels
inline constexpr std::size_t kJsonValues = 4u << 20;       ///< values in any JSON document

}  // namespace presave::limits
