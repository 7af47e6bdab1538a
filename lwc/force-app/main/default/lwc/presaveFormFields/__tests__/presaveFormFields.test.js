import { fieldsInLayout, formFields, formSections, optionsOf } from "c/presaveFormFields";
import { describer } from "c/presaveRecord";
import { VISIT_DEFAULTS, VISIT_INFO, VISIT_PICKLISTS, loadedBundle } from "../../../../../../test/world";

describe("c-presave-form-fields", () => {
    let description;
    let fields;

    beforeAll(async () => {
        description = describer(await loadedBundle())("Visit__c");
        fields = formFields({ description, objectInfo: VISIT_INFO, picklists: VISIT_PICKLISTS, isUpdate: true });
    });

    it("shows only what the user may see, and lets change only what the user may change", () => {
        expect(fields.has("Cost__c")).toBe(false);
        expect(fields.get("Start__c")).toMatchObject({ label: "Arrival", editable: true });
        expect(fields.get("Notes__c").editable).toBe(false);
        expect(fields.get("Length__c").editable).toBe(false);
        expect(fields.get("Place__c").type).toBe("Location");
    });

    it("is content with the bundle alone", () => {
        const alone = formFields({ description, isUpdate: false });
        expect([...alone.keys()]).toEqual(description.fields.map(({ name }) => name));
    });

    it("follows the page layout, without what the user may not see", () => {
        expect(formSections({ fields, layout: VISIT_DEFAULTS.layout })).toEqual([
            { key: 0, heading: "Dates", columns: 2, names: ["Start__c", "End__c", "Length__c"] },
            { key: 1, heading: "More", columns: 1, names: ["Host__c", "Stage__c", "Topics__c"] }
        ]);
    });

    it("lets change what the layout lets change, and requires what it requires", () => {
        const layoutItems = [
            { required: true, editableForUpdate: true, editableForNew: false, layoutComponents: [{ apiName: "Host__c", componentType: "Field" }] },
            { editableForUpdate: false, editableForNew: true, layoutComponents: [{ apiName: "End__c", componentType: "Field" }] },
            { layoutComponents: [{ apiName: null, componentType: "EmptySpace" }] }
        ];
        const layout = { sections: [{ layoutRows: [{ layoutItems }] }] };
        const inLayout = (isUpdate) => fieldsInLayout(fields, layout, isUpdate);
        expect(inLayout(true).get("Host__c")).toMatchObject({ required: true, editable: true });
        expect(inLayout(true).get("End__c")).toMatchObject({ required: true, editable: false });
        expect(inLayout(false).get("Host__c").editable).toBe(false);
        expect(inLayout(false).get("End__c").editable).toBe(true);
        expect(inLayout(true).get("Start__c")).toBe(fields.get("Start__c"));
    });

    it("follows a list before the layout, and names what is not there", () => {
        const fieldNames = ["End__c", "Start__c"];
        expect(formSections({ fields, fieldNames, layout: VISIT_DEFAULTS.layout })[0].names).toEqual(fieldNames);
        expect(() => formSections({ fields, fieldNames: ["Cost__c"], objectLabel: "Visit" })).toThrow("Visit has no field Cost__c");
    });

    it("shows what can be changed where there is neither list nor layout", () => {
        const [{ names }] = formSections({ fields, fieldNames: [] });
        expect(names).toContain("Start__c");
        expect(names).not.toContain("Notes__c");
    });

    it("offers the record type's values, those of a dependent picklist by its controlling field", () => {
        const values = (name, record) => optionsOf(fields.get(name), record).map(({ value }) => value);
        expect(optionsOf(fields.get("Stage__c"), {})[0].label).toBe("Planned!");
        expect(values("Topics__c", { Stage__c: "Planned" })).toEqual(["Art"]);
        expect(values("Topics__c", { Stage__c: "Over" })).toEqual(["Art", "Wine"]);
        expect(values("Topics__c", {})).toEqual([]);
    });

    it("knows a controlling checkbox by its word", () => {
        const field = { controller: { name: "Done__c", values: { false: 0, true: 1 } }, values: [{ value: "x", validFor: [1] }] };
        expect([optionsOf(field, { Done__c: true }).length, optionsOf(field, { Done__c: false }).length]).toEqual([1, 0]);
    });
});
